/** As many rows as fill the screen of a phone. */
const screenRows = 9;

/** The shape of a page while it is fetched: as high as a screen unless told, and what stands below waits for it, so that nothing jumps. */
export function Skeleton({ rows = screenRows }: { readonly rows?: number }) {
  return (
    <div class={rows >= screenRows ? 'skeleton skeleton-page' : 'skeleton'} role="status" aria-label="正在加载">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class="skeleton-row" />
      ))}
    </div>
  );
}
