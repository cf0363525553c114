/** A parameter of the page's address; null when it is absent or empty. Only for components that the server never renders. */
export function queryParameter(name: string): string | null {
  const value = new URLSearchParams(location.search).get(name);
  return value === '' ? null : value;
}

/** The address of this page on this site, to come back to. Only for components that the server never renders. */
export function ownAddress(): string {
  return `${location.pathname}${location.search}`;
}

/** Says that a link was incomplete, and where to go on. */
export function MissingId({ back }: { readonly back: string }) {
  return (
    <section class="panel panel-narrow">
      <h2>没有找到这项申请</h2>
      <p>链接不完整，请从列表中重新打开。</p>
      <div class="actions">
        <a class="button" href={back}>
          返回列表
        </a>
      </div>
    </section>
  );
}
