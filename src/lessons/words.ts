/** The words around the lessons. */
export const words = {
  title: 'Lessons',
  intro:
    'Eight short lessons on mixes of assets. Each has rooms that compute while you read, and questions that these rooms answer.',
  notAdvice:
    'A lesson explains how figures come about. It advises nobody to buy, hold or sell anything, and what happened in these data need not happen again.',
  lesson: (number: string) => `Lesson ${number}`,
  all: 'All lessons',
  previous: (title: string) => `Previous: ${title}`,
  next: (title: string) => `Next: ${title}`,
  ways: 'Other lessons',
  print: 'Print this lesson',
  printing: 'The rooms are computed first…',
  sources: 'Sources',
  questions: (label: string) => `Questions on “${label}”`,
  room: (label: string) => `Room: ${label}`,
  comes: 'The room opens when it comes into view.',
  notOnPaper:
    'This room was not open when the page was printed. “Print this lesson” opens all of them first.',
  loading: 'Loading the lesson…',
  failed: 'This lesson could not be loaded.',
  retry: 'Try again',
  unknown: 'There is no lesson of this name.',
} as const;
