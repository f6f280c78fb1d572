import { useState } from 'react';
import { useDebounced } from '@/lib/hooks';
import type { BrandForm } from './brandForm';

interface BrandPreviewProps {
  form: BrandForm;
  color: string;
  textColor: string;
}

export function BrandPreview({ form, color, textColor }: BrandPreviewProps) {
  // Nobody wants every half of an address asked for.
  const logo = useDebounced(form.logoUrl.trim(), 600);
  const name = form.name.trim() || 'Your business';
  return (
    <div className="brand-preview">
      <p className="brand-from">
        <strong>{form.fromName.trim() || name}</strong>
        {form.fromAddress && <span>{form.fromAddress}</span>}
      </p>
      <div className="brand-mail">
        {logo.startsWith('https://') ? (
          <BrandLogo key={logo} src={logo} name={name} />
        ) : (
          <p className="brand-name" style={{ color }}>
            {name}
          </p>
        )}
        <p>Dear Asha,</p>
        <p>
          Thank you for your order. Here is a little something for your next one, and{' '}
          <span className="brand-link" style={{ color }}>
            how it works
          </span>
          .
        </p>
        <span className="brand-button" style={{ background: color, color: textColor }}>
          See your offer
        </span>
        <footer>
          {form.postalAddress.trim() ? (
            <address>{form.postalAddress.trim()}</address>
          ) : (
            <p>Your postal address stands here.</p>
          )}
          <p>Unsubscribe</p>
        </footer>
      </div>
    </div>
  );
}

function BrandLogo({ src, name }: { src: string; name: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <p className="field-fault">No image is found at the logo’s address.</p>;
  return <img src={src} alt={name} referrerPolicy="no-referrer" onError={() => setBroken(true)} />;
}
