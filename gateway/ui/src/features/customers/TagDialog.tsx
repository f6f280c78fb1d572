import { useState } from 'react';
import Button from 'react-bootstrap/Button';
import Modal from 'react-bootstrap/Modal';
import { Field, FormProblemProvider, ProblemAlert } from '@/components/forms';
import { TagsInput } from '@/components/TagsInput';
import { plural } from '@/lib/format';
import { useTag } from './api';

interface TagDialogProps {
  customerIds: string[];
  onClose: () => void;
  onDone: () => void;
}

/** Puts tags on the chosen customers, or takes them away. */
export function TagDialog({ customerIds, onClose, onDone }: TagDialogProps) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const tag = useTag();
  return (
    <Modal show onHide={tag.data ? onDone : onClose} centered aria-labelledby="tag-customers">
      <Modal.Header closeButton>
        <Modal.Title id="tag-customers" as="h2">
          Tag {plural(customerIds.length, 'customer')}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        {tag.data ? (
          <p className="mb-0" role="status">
            {plural(tag.data.changed, 'customer')} changed, {tag.data.unchanged} had it so already.
            {tag.data.refused.length > 0 &&
              ` ${plural(tag.data.refused.length, 'customer')} would have more than 100 tags and stayed as they are.`}
            {tag.data.unknown.length > 0 &&
              ` ${plural(tag.data.unknown.length, 'customer')} are not there any more.`}
          </p>
        ) : (
          <FormProblemProvider value={tag.error}>
            <ProblemAlert problem={tag.error} shown={['/add', '/remove']} />
            <Field label="Add" pointer="/add" hint="Enter or a comma ends a tag.">
              {({ id }) => <TagsInput id={id} label="Add" values={add} onChange={setAdd} />}
            </Field>
            <Field label="Remove" pointer="/remove">
              {({ id }) => <TagsInput id={id} label="Remove" values={remove} onChange={setRemove} />}
            </Field>
          </FormProblemProvider>
        )}
      </Modal.Body>
      <Modal.Footer>
        {tag.data ? (
          <Button onClick={onDone}>Done</Button>
        ) : (
          <>
            <Button variant="outline-secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button disabled={tag.isPending} onClick={() => tag.mutate({ customerIds, add, remove })}>
              Change tags
            </Button>
          </>
        )}
      </Modal.Footer>
    </Modal>
  );
}
