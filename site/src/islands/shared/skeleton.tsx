/** The shape of a page while it is fetched: as high as a screen unless told, so that what stands below does not jump into view. */
export function Skeleton({ rows = 9 }: { readonly rows?: number }) {
  return (
    <div class="skeleton" role="status" aria-label="正在加载">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class="skeleton-row" />
      ))}
    </div>
  );
}
