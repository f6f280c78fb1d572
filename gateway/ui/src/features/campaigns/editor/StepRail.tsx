import { useEffect, useState } from 'react';

export interface Step {
  /** Also the id of the section's element. */
  id: string;
  label: string;
  /** What is missing or refused there. */
  faults: number;
}

/** The sections of the page in their order, where one is, and where something is missing. */
export function StepRail({ steps }: { steps: readonly Step[] }) {
  const ids = steps.map(({ id }) => id).join(' ');
  const [current, setCurrent] = useState(steps[0]?.id);

  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') return;
    const inView = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) inView.add(target.id);
          else inView.delete(target.id);
        }
        const first = ids.split(' ').find((id) => inView.has(id));
        if (first) setCurrent(first);
      },
      // What is under the bars at the top, or below the middle, is not what is looked at.
      { rootMargin: '-130px 0px -50% 0px' },
    );
    for (const id of ids.split(' ')) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [ids]);

  function goTo(id: string) {
    const section = document.getElementById(id);
    const isStill = window.matchMedia?.('(prefers-reduced-motion: reduce)').matches;
    section?.scrollIntoView?.({ behavior: isStill ? 'auto' : 'smooth', block: 'start' });
    section?.querySelector<HTMLElement>('input, select, textarea, button, a')?.focus({ preventScroll: true });
    setCurrent(id);
  }

  return (
    <nav className="step-rail" aria-label="Steps">
      <ol>
        {steps.map(({ id, label, faults }, at) => (
          <li key={id}>
            <button
              type="button"
              aria-current={current === id ? 'step' : undefined}
              className={faults > 0 ? 'is-open' : 'is-done'}
              onClick={() => goTo(id)}
            >
              <span className="step-number" aria-hidden="true">
                {faults > 0 ? at + 1 : <i className="bi bi-check-lg" />}
              </span>
              {label}
              <span className="visually-hidden">{faults > 0 ? `, ${faults} to do` : ', complete'}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
