package io.micms.campaign.campaigns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where chance puts a customer in a campaign, the same each time it is asked: SHA-256 of purpose, campaign and customer, of
 * which the first eight bytes, as a number without sign, modulo 10,000. Purposes are independent of each other, and so are
 * campaigns.
 */
final class Lot {

    private static final int BUCKETS = 10_000;
    private static final int BUCKETS_A_PERCENT = BUCKETS / 100;

    private Lot() {}

    static int bucket(String purpose, String campaignId, String customerId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((purpose + ":" + campaignId + ":" + customerId).getBytes(StandardCharsets.UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), BUCKETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the customer is among so many percent. */
    static boolean isAmong(int percent, String purpose, String campaignId, String customerId) {
        return percent > 0 && bucket(purpose, campaignId, customerId) < percent * BUCKETS_A_PERCENT;
    }
}
