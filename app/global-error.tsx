'use client';

/** The last resort, when even the shell failed. Carries its own styles, since nothing else may have loaded. */
export default function GlobalError() {
  return (
    <html lang="en" style={{ colorScheme: 'light dark', fontFamily: 'system-ui, sans-serif' }}>
      <body style={{ maxWidth: 560, margin: '20vh auto', padding: 24 }}>
        <h1 style={{ fontSize: 20 }}>The console could not be shown.</h1>
        <p>Executions are not affected; nothing was changed.</p>
        <button type="button" onClick={() => window.location.reload()}>
          Load it again
        </button>
      </body>
    </html>
  );
}
