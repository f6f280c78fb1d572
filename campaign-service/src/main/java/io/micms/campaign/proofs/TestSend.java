package io.micms.campaign.proofs;

import io.micms.campaign.content.Channel;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A test that somebody sent, kept for a quarter to know who did, and how many.
 *
 * @param by the sender's id
 * @param taken whether the provider took it
 */
@Document("test_sends")
@CompoundIndex(name = "by_at", def = "{'by': 1, 'at': 1}")
record TestSend(
        @Id String id,
        String by,
        String byName,
        String campaign,
        Channel channel,
        String to,
        boolean taken,

        @Indexed(expireAfter = "90d") Instant at) {}
