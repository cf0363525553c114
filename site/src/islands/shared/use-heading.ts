import { useEffect } from 'preact/hooks';

/** Names a page after what it shows, once that is known: the first heading and the title of the document. */
export function useHeading(text: string): void {
  useEffect(() => {
    const heading = document.querySelector('h1');
    if (heading === null || heading.textContent === text) return;
    document.title = document.title.replace(heading.textContent, text);
    heading.textContent = text;
  }, [text]);
}
