/** A text in both languages, Chinese first; the English part is marked as English. */
export function Both({ zh, en }: { zh: string; en: string }) {
  return (
    <span className="both">
      {zh} <span lang="en">{en}</span>
    </span>
  );
}
