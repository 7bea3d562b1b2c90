/** Tells the owner what a person did; events go up through every shadow root. */
export function emit(from: EventTarget, type: `mix-${string}`, detail: object = {}): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
