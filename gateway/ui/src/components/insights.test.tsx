import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AnsweredBy } from './AnsweredBy';
import { Change } from './Change';
import { MarkedText, piecesOf, type Mark } from './MarkedText';

const understood = (from: number, to: number): Mark => ({ from, to, kind: 'understood' });

describe('marked text', () => {
  const texts = (text: string, marks: Mark[]) =>
    piecesOf(text, marks).map(({ text: piece, mark }) => (mark ? `[${piece}]` : piece));

  it('is the whole text, cut at the marks', () => {
    expect(texts('in Pune, who vanished', [understood(3, 7)])).toEqual(['in ', '[Pune]', ', who vanished']);
    expect(texts('Pune', [understood(0, 4)])).toEqual(['[Pune]']);
    expect(texts('Pune', [])).toEqual(['Pune']);
  });

  it('loses nothing to marks that overlap or reach outside', () => {
    const marks = [
      understood(4, 99),
      understood(2, 6),
      understood(3, 5),
      understood(50, 60),
      understood(5, 5),
    ];
    for (const text of ['customers in Pune', 'abc', ''])
      expect(
        piecesOf(text, marks)
          .map((p) => p.text)
          .join(''),
      ).toBe(text);
    expect(texts('0123456789', marks)).toEqual(['01', '[2345]', '[6789]']);
  });

  it('says what was understood to who sees no colours', () => {
    render(
      <MarkedText
        text="Pune with a red hat"
        marks={[understood(0, 4), { from: 10, to: 19, kind: 'not-understood', meaning: 'No such field' }]}
      />,
    );
    expect(screen.getByText('red hat', { exact: false, selector: 'mark' })).toHaveTextContent(
      'not understood: a red hat',
    );
    expect(screen.getByText('Pune', { exact: false, selector: 'mark' })).toHaveTextContent(
      'understood: Pune',
    );
    expect(screen.getByTitle('No such field')).toBeVisible();
  });
});

describe('a change', () => {
  it.each([
    [112, 100, '+12%', 'change-good'],
    [95, 100, '−5%', 'change-bad'],
    [100.2, 100, '+0.2%', 'change-good'],
    [0, 0, 'no change', ''],
    [100.01, 100, 'no change', ''],
    [5, 0, 'new', ''],
    [0, 5, '−100%', 'change-bad'],
  ])('from %s against %s is %s', (now, before, text, tone) => {
    const { container } = render(<Change now={now} before={before} />);
    expect(container.firstChild).toHaveTextContent(text);
    expect(container.firstChild).toHaveClass(...['change', tone].filter(Boolean));
  });

  it('is good news where less is better', () => {
    const { container } = render(<Change now={1} before={2} lessIsBetter />);
    expect(container.firstChild).toHaveClass('change-good');
  });
});

it('a model’s words are never shown as ours, nor ours as a model’s', () => {
  const { rerender } = render(
    <AnsweredBy origin={{ answeredBy: 'RULES_ENGINE', notice: 'The model did not answer in time.' }} />,
  );
  expect(screen.getByText('By built-in rules, without an AI model')).toBeVisible();
  expect(screen.getByText('The model did not answer in time.')).toBeVisible();
  rerender(<AnsweredBy origin={{ answeredBy: 'MODEL:gpt-5-mini' }} />);
  expect(screen.getByText('By gpt-5-mini')).toBeVisible();
});
