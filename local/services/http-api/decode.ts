/**
 * A path or a part of it, decoded; what is not properly encoded stays as it was sent, so that the function behind it refuses it. What API
 * Gateway does with such a path is documented nowhere; handing it on is the stricter test of what runs behind.
 */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
