/** What a frame says. */
export const words = {
  notInside: (name: string) =>
    `The data “${name}” are not inside this frame, so there is nothing to compute.`,
  badLink: (why: string) =>
    `The scenario in the address cannot be shown, so this is the usual one. ${why}`,
  noKernels:
    'WebAssembly is missing or forbidden here, so nothing can be computed. Another browser, or other settings of this one, can do it.',
  otherVersion: 'This frame speaks version 1 of its messages.',
  nothingToRun: 'There is nothing to run: the scenario is not shown.',
} as const;
