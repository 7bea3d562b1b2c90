/** Copies a text. Resolves to whether the clipboard took it: not every page or browser lets it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
