/** Leads to an event in the history tab. */
export function EventLink({ sequence, onShow }: { sequence: number | undefined; onShow: (sequence: number) => void }) {
  if (sequence === undefined) return null;
  return (
    <button
      type="button"
      aria-label={`Show event ${sequence} in the history`}
      className="mono text-accent hover:underline"
      onClick={() => onShow(sequence)}
    >
      #{sequence}
    </button>
  );
}
