import { useLocation } from 'react-router';
import { Logo } from '@/components/Logo';
import { useDocumentTitle } from '@/lib/hooks';
import { signInAddress } from '@/lib/session';

const promises = [
  { icon: 'people', text: 'Audiences that are live: people join and leave as they change' },
  { icon: 'megaphone', text: 'Personal e-mail and SMS campaigns, each sent once' },
  { icon: 'graph-up-arrow', text: 'What happened afterwards, as it happens' },
];

export function SignInPage() {
  const { pathname, search } = useLocation();
  useDocumentTitle('Sign in');

  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <div className="brand">
          <Logo size={40} />
          <span>Mi-CMS</span>
        </div>
        <h1>Welcome</h1>
        <p className="text-secondary">Sign in to look after your customers and campaigns.</p>
        <a className="google-button" href={signInAddress(pathname + search)}>
          <svg width="20" height="20" viewBox="0 0 48 48" aria-hidden="true">
            <path
              fill="#EA4335"
              d="M24 9.5c3.5 0 6.6 1.2 9.1 3.6l6.8-6.8C35.9 2.4 30.4 0 24 0 14.6 0 6.5 5.4 2.6 13.2l7.9 6.2C12.4 13.7 17.7 9.5 24 9.5z"
            />
            <path
              fill="#4285F4"
              d="M46.5 24.6c0-1.6-.2-3.1-.4-4.6H24v9h12.7c-.6 3-2.2 5.5-4.7 7.2l7.7 6c4.5-4.2 6.8-10.3 6.8-17.6z"
            />
            <path
              fill="#FBBC05"
              d="M10.5 28.6c-.5-1.5-.8-3-.8-4.6s.3-3.1.8-4.6l-7.9-6.2C.9 16.5 0 20.1 0 24s.9 7.5 2.6 10.8l7.9-6.2z"
            />
            <path
              fill="#34A853"
              d="M24 48c6.5 0 11.9-2.1 15.9-5.8l-7.7-6c-2.2 1.5-4.9 2.3-8.2 2.3-6.3 0-11.6-4.2-13.5-9.9l-7.9 6.2C6.5 42.6 14.6 48 24 48z"
            />
          </svg>
          Sign in with Google
        </a>
        <p className="sign-in-note">
          Only people who were invited get in. Mi-CMS uses one first-party cookie.
        </p>
      </section>
      <section className="sign-in-side" aria-label="What Mi-CMS does">
        <p className="sign-in-claim">
          <span>Know your customers. </span>
          <span>Reach the right ones. </span>
          <span>See what changed.</span>
        </p>
        <ul>
          {promises.map(({ icon, text }) => (
            <li key={icon}>
              <i className={`bi bi-${icon}`} aria-hidden="true" />
              {text}
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
