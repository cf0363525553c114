/** Says that a link to a batch was incomplete, and where to go on. */
export function MissingBatch() {
  return (
    <section class="panel panel-narrow">
      <h2>没有找到这个批次</h2>
      <p>链接不完整，请从列表中重新打开。</p>
      <div class="actions">
        <a class="button" href="/notices.html">
          返回公示公告
        </a>
      </div>
    </section>
  );
}
