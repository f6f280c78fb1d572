package io.micms.auth.audit;

import io.micms.platform.consuming.VersionedCopies;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.util.Collection;
import java.util.Map;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Everything that was ever done by the APIs of the platform. */
@Component
public class AuditEntries {

    private static final SortOptions SORTS = new SortOptions("-at", Map.of("at", "at"));

    private final KeysetPages pages;
    private final VersionedCopies<AuditEntry> copies;

    AuditEntries(MongoTemplate mongo, KeysetPages pages) {
        this.pages = pages;
        this.copies = new VersionedCopies<>(mongo, AuditEntry.class, AuditEntry::id, AuditEntry::version);
    }

    /** An entry that came before changes nothing, unless more is known of its outcome by now. */
    public void add(Collection<AuditEntry> entries) {
        copies.keepNewest(entries);
    }

    public Page<AuditEntry> page(AuditQuery wanted, ListQuery list) {
        return pages.find(AuditEntry.class, wanted.criteria(), list, SORTS);
    }
}
