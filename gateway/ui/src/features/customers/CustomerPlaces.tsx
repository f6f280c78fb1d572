import Dropdown from 'react-bootstrap/Dropdown';
import { Link } from 'react-router';
import { useCan } from '@/lib/session';

/** What else there is about customers, for those who may see it. */
export function CustomerPlaces() {
  const canWrite = useCan('write');
  const canErase = useCan('erase');
  if (!canWrite && !canErase) return null;
  return (
    <Dropdown align="end">
      <Dropdown.Toggle variant="outline-secondary" id="customer-places">
        More
      </Dropdown.Toggle>
      <Dropdown.Menu>
        {canWrite && (
          <Dropdown.Item as={Link} to="/customers/duplicates">
            Duplicates
          </Dropdown.Item>
        )}
        {canErase && (
          <Dropdown.Item as={Link} to="/customers/erasures">
            Erasures
          </Dropdown.Item>
        )}
      </Dropdown.Menu>
    </Dropdown>
  );
}
