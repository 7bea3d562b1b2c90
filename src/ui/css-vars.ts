/**
 * Sets custom properties of an element through the CSSOM, `<i ${cssVars({ '--c': color })}>`.
 * A style attribute in the markup would be refused by the page's content security policy.
 */
import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

export type CssVars = Readonly<Record<`--${string}`, string | number>>;

class CssVarsDirective extends Directive {
  #set = new Map<string, string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('cssVars stands in an element tag');
  }

  override update(part: ElementPart, [vars]: [CssVars]): typeof noChange {
    const style = (part.element as HTMLElement).style;
    for (const name of this.#set.keys()) {
      if (name in vars) continue;
      style.removeProperty(name);
      this.#set.delete(name);
    }
    for (const [name, value] of Object.entries(vars)) {
      const text = String(value);
      if (this.#set.get(name) === text) continue;
      style.setProperty(name, text);
      this.#set.set(name, text);
    }
    return noChange;
  }

  override render(_vars: CssVars): typeof noChange {
    return noChange;
  }
}

export const cssVars = directive(CssVarsDirective);
