import Link from 'next/link';

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="text-page">There is no such page.</h1>
      <p className="text-text-2">The address may be mistyped, or the page may have moved.</p>
      <p className="mt-2 flex gap-4">
        <Link href="/" className="text-accent underline">
          Overview
        </Link>
        <Link href="/instances" className="text-accent underline">
          Executions
        </Link>
      </p>
    </main>
  );
}
