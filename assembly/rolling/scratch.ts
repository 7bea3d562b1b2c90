/** Scratch that suffices for every rolling kernel on T observations with windows of w, in bytes. */
export function rollingScratchBytes(T: i32, w: i32): usize {
  const sums = <usize>w * 80;
  const ranks = <usize>min(T, w + max(w, 2048)) * 48 + 1024;
  return max(sums, ranks);
}
