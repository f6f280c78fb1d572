import { useState, type FormEvent } from 'react';
import Button from 'react-bootstrap/Button';
import { useNavigate } from 'react-router';

export function askAddress(question: string): string {
  return `/ask?${new URLSearchParams({ q: question })}`;
}

interface AskBoxProps {
  /** What was asked last. */
  question?: string;
  busy?: boolean;
}

/** A question about the data in one's own words; the answer has a page of its own, with an address to pass on. */
export function AskBox({ question = '', busy = false }: AskBoxProps) {
  const navigate = useNavigate();
  const [text, setText] = useState(question);
  const [asked, setAsked] = useState(question);
  if (asked !== question) {
    setAsked(question);
    setText(question);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '') void navigate(askAddress(text.trim()));
  }
  return (
    <form className="ask-box" role="search" aria-label="Ask about your business" onSubmit={submit}>
      <i className="bi bi-chat-square-dots" aria-hidden="true" />
      <input
        type="text"
        className="form-control"
        aria-label="Question"
        placeholder="Ask about your business: which city grew most last quarter?"
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={busy || text.trim() === ''}>
        {busy ? 'Looking…' : 'Ask'}
      </Button>
    </form>
  );
}
