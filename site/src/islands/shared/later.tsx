import type { FunctionComponent } from 'preact';
import { LoadView } from './load-view.tsx';
import { useLoad } from './use-load.ts';

/** Makes a part of a page that is fetched only when it is shown: what few people need weighs nothing for the others. */
export function later<Props extends object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  return function Later(props) {
    const loading = useLoad('part', load);
    return <LoadView loading={loading}>{(Part) => <Part {...props} />}</LoadView>;
  };
}
