/**
 * Saves a file whose address was just made. Where there is a mouse it is saved under its name; phones take the address itself, which says that
 * it is to be saved (Content-Disposition: attachment), so that the page stays where it is.
 */
export async function download(url: string, name: string): Promise<void> {
  if (matchMedia('(pointer: coarse)').matches) {
    location.assign(url);
    return;
  }
  const response = await fetch(url);
  if (!response.ok) throw new TypeError(`download answered ${response.status}`);
  const copy = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = copy;
  link.download = name;
  link.click();
  // Browsers take the copy when the click is handled; a minute leaves time for a question where to save it.
  setTimeout(() => URL.revokeObjectURL(copy), 60_000);
}

/** Opens a tab for a file while the click still allows it; the answer shows the file there, or here where tabs are not allowed. */
export function openTab(): (url: string | null) => void {
  const tab = open('about:blank');
  return (url) => {
    if (url === null) tab?.close();
    else if (tab === null) location.assign(url);
    else tab.location.replace(url);
  };
}

/** A name that every system takes for a file, from words that may hold anything. */
export function fileName(...parts: readonly (string | null)[]): string {
  const words = parts.filter((part) => part !== null && part !== '').join('-');
  return `${words.replaceAll(/[\\/:*?"<>|\s]+/g, '')}.pdf`;
}
