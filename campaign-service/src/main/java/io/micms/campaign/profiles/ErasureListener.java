package io.micms.campaign.profiles;

import java.util.Collection;

/** Who holds something of customers besides their profiles, and erases it. Told at least once, possibly again. */
public interface ErasureListener {

    /** @param customerIds whose profiles are scrubbed; returns when nothing of these people is left here either */
    void erased(Collection<String> customerIds);
}
