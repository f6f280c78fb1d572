import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '@/testing/renderApp';

const table = 'externalId,E-mail,Shoe size\nC-1,asha@example.com,38\nC-2,nobody,40';

describe('an import', () => {
  it('goes from a file over its columns and a trial to what came of it', async () => {
    const { user } = renderApp('/customers/import');
    const file = new File([table], 'autumn.csv', { type: 'text/csv' });
    await user.upload(await screen.findByLabelText('CSV file'), file);

    await screen.findByRole('heading', { level: 1, name: 'autumn.csv' });
    expect(screen.getByRole('combobox', { name: 'Field of E-mail' })).toHaveValue('email');
    expect(screen.getByRole('combobox', { name: 'Field of Shoe size' })).toHaveValue('');

    await user.selectOptions(screen.getByRole('combobox', { name: 'Field of Shoe size' }), 'An attribute …');
    expect(await screen.findByRole('textbox', { name: 'Attribute of Shoe size' })).toHaveValue('Shoe size');
    const faults = await screen.findByRole('table', { name: 'Faults' });
    expect(within(faults).getByText('This is not an e-mail address.')).toBeInTheDocument();
    expect(within(faults).getByText('3')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Start import' }));
    expect(await screen.findByRole('link', { name: '1 rejected row' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/api\/customers\/import\/.+\/rejected$/),
    );
    expect(screen.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '100');
  });
});

it('an export has what the list shows', async () => {
  const { user } = renderApp('/orders');
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'PAID');
  expect(screen.getByRole('link', { name: 'Export' })).toHaveAttribute(
    'href',
    '/api/orders/export?status=PAID',
  );
});
