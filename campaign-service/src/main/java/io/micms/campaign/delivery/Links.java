package io.micms.campaign.delivery;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.RecipientLinks;
import io.micms.campaign.delivery.ShortLinks.ShortLink;
import io.micms.campaign.providers.StatusCallbacks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The links in messages, signed (HMAC-SHA-256, cut to 128 bits) so that nobody can make one for somebody else, for another
 * purpose, or to another place. A token says which key signed it, so that keys can be changed while links are about.
 */
@Component
public class Links implements StatusCallbacks {

    /** The default in {@code application.yml}. */
    private static final String ONLY_LOCAL = "only-for-trying-out-on-one-machine";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;
    private static final int HEAD_BYTES = 1 + SIGNATURE_BYTES;
    private static final int TOKEN_AT_MOST = 6_000;
    private static final int URL_AT_MOST = 2_000;

    private static final Pattern UUIDS = Pattern.compile(
            "^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(.*)$");

    /** Leads nowhere, so that nobody unsubscribes another by looking at their message. */
    private static final String NOWHERE = "#unsubscribe";

    /** Before the id of a test, which is in no ledger. */
    private static final String TEST = "test:";

    /** Of as many characters as that of a message of a first step. */
    private static final String NOBODYS =
            "00000000-0000-0000-0000-000000000000:00000000-0000-0000-0000-000000000000:0:0";

    private static final byte WRITTEN_OUT = 0;
    private static final byte TWO_UUIDS = 1;

    /** Of a short link: too long to be guessed, by people who have to ask here for each guess. */
    private static final int SHORT_SIGNATURE_BYTES = 8;

    /** Begins with what no token of the long kind can be mistaken for, as short as it is. */
    private static final String SHORT = "-";

    static final Pattern SHORT_CODE = Pattern.compile(SHORT + "[\\w-]{11}");

    private final String publicUrl;
    private final @Nullable ShortLinks shortLinks;
    /** The first signs. */
    private final List<Key> keys = new ArrayList<>();

    private enum Purpose {
        UNSUBSCRIBE("u"),
        OPEN("o"),
        CLICK("c"),
        RECEIPT("r"),
        SHORT_CLICK("s");

        private final String letter;

        Purpose(String letter) {
            this.letter = letter;
        }
    }

    /** @param id which key of several it is, as good as surely */
    private record Key(byte id, SecretKeySpec secret) {

        static Key of(String secret) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            try {
                byte id = MessageDigest.getInstance("SHA-256").digest(bytes)[0];
                return new Key(id, new SecretKeySpec(bytes, ALGORITHM));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A link that was followed. */
    public record Click(String messageId, String url) {

        /** Whether it stands in a test, so that it counts for nobody. */
        public boolean isOfTest() {
            return Links.isOfTest(messageId);
        }
    }

    /** Without short links. */
    Links(String publicUrl, DeliveryProperties properties) {
        this(publicUrl, properties, null);
    }

    @Autowired
    Links(
            @Value("${micms.public-url}") String publicUrl,
            DeliveryProperties properties,
            @Nullable ShortLinks shortLinks) {
        if (properties.linkSecret().equals(ONLY_LOCAL) && !publicUrl.startsWith("http://localhost")) {
            throw new IllegalStateException(
                    "MICMS_LINK_SECRET is not set, and links at %s must not be signed with a secret that everybody knows."
                            .formatted(publicUrl));
        }
        this.publicUrl = publicUrl;
        this.shortLinks = shortLinks;
        keys.add(Key.of(properties.linkSecret()));
        properties.formerLinkSecrets().stream()
                .filter(secret -> !secret.isBlank())
                .map(Key::of)
                .forEach(keys::add);
    }

    /** All links of a message's copy. */
    RecipientLinks of(String messageId) {
        byte[] message = content(messageId);
        return new RecipientLinks(
                link(Purpose.UNSUBSCRIBE, message), link(Purpose.OPEN, message), url -> click(message, url));
    }

    /** The same by the channel: an SMS counts no opens, and has short links. */
    RecipientLinks of(String messageId, Channel channel) {
        return channel == Channel.SMS
                ? new RecipientLinks(
                        link(Purpose.UNSUBSCRIBE, content(messageId)),
                        null,
                        url -> shortClick(messageId, customerOf(messageId), null, url))
                : of(messageId);
    }

    /** Links that lead nowhere, as long as those of the real message where that matters, for who looks at it beforehand. */
    public RecipientLinks shown(Channel channel) {
        return channel == Channel.SMS
                ? new RecipientLinks(
                        unsubscribingNobody(),
                        null,
                        url -> url.length() > URL_AT_MOST ? url : publicUrl + "/c/" + SHORT + "x".repeat(11))
                : RecipientLinks.untracked(NOWHERE);
    }

    /**
     * Links of a test: an SMS has short ones, as it is paid by its length, which lead where they should and count for nobody; a
     * mail has its author's. None unsubscribes anybody.
     *
     * @param testId as {@link #testId} makes it
     * @param customerId as whom the test is written, to be erased by
     */
    public RecipientLinks ofTest(String testId, String customerId, Channel channel, Instant now) {
        return channel == Channel.SMS
                ? new RecipientLinks(unsubscribingNobody(), null, url -> shortClick(testId, customerId, now, url))
                : shown(channel);
    }

    /** What a provider is told that a test is. */
    public static String testId(String id) {
        return TEST + id;
    }

    private static boolean isOfTest(String messageId) {
        return messageId.startsWith(TEST);
    }

    private String unsubscribingNobody() {
        String real = token(Purpose.UNSUBSCRIBE, content(NOBODYS));
        return publicUrl + "/" + Purpose.UNSUBSCRIBE.letter + "/" + "x".repeat(real.length());
    }

    /** Its target is kept here and not in it, under a code that is signed all the same. */
    private String shortClick(String messageId, String customerId, @Nullable Instant testedAt, String url) {
        if (shortLinks == null || url.length() > URL_AT_MOST) {
            return url;
        }
        String code = shortCode(keys.getFirst(), messageId, url);
        boolean kept = shortLinks.keep(new ShortLink(code, messageId, customerId, url, testedAt));
        return kept ? publicUrl + "/" + Purpose.CLICK.letter + "/" + code : url;
    }

    private static String shortCode(Key key, String messageId, String url) {
        byte[] signature = sign(key, Purpose.SHORT_CLICK, content(content(messageId), url));
        return SHORT
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Arrays.copyOf(signature, SHORT_SIGNATURE_BYTES));
    }

    /** An id is made of campaign, customer, step and occurrence. */
    private static String customerOf(String messageId) {
        String[] parts = messageId.split(":");
        return parts.length > 1 ? parts[1] : "";
    }

    /** Where a link leads is part of what is signed, so that ours lead nowhere else. */
    private String click(byte[] message, String url) {
        if (url.length() > URL_AT_MOST) {
            return url;
        }
        return link(Purpose.CLICK, content(message, url));
    }

    private static byte[] content(byte[] message, String url) {
        byte[] target = ("\n" + url).getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(message, message.length + target.length);
        System.arraycopy(target, 0, content, message.length, target.length);
        return content;
    }

    /** Of a message in the ledger; of a test nobody waits to hear. */
    @Override
    public Optional<String> markOf(String messageId) {
        return isOfTest(messageId) ? Optional.empty() : Optional.of(token(Purpose.RECEIPT, content(messageId)));
    }

    private String link(Purpose purpose, byte[] content) {
        return publicUrl + "/" + purpose.letter + "/" + token(purpose, content);
    }

    private String token(Purpose purpose, byte[] content) {
        Key key = keys.getFirst();
        byte[] token = new byte[HEAD_BYTES + content.length];
        token[0] = key.id();
        System.arraycopy(sign(key, purpose, content), 0, token, 1, SIGNATURE_BYTES);
        System.arraycopy(content, 0, token, HEAD_BYTES, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Ids that are made of two UUIDs take half the room. */
    private static byte[] content(String messageId) {
        Matcher uuids = UUIDS.matcher(messageId);
        if (!uuids.matches()) {
            byte[] text = messageId.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(1 + text.length)
                    .put(WRITTEN_OUT)
                    .put(text)
                    .array();
        }
        byte[] rest = uuids.group(3).getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(33 + rest.length).put(TWO_UUIDS);
        for (int group = 1; group <= 2; group++) {
            UUID uuid = UUID.fromString(uuids.group(group));
            content.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        }
        return content.put(rest).array();
    }

    private static Optional<String> text(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        byte kind = buffer.get();
        StringBuilder text = new StringBuilder();
        if (kind == TWO_UUIDS && buffer.remaining() >= 32) {
            text.append(new UUID(buffer.getLong(), buffer.getLong())).append(':');
            text.append(new UUID(buffer.getLong(), buffer.getLong())).append(':');
        } else if (kind != WRITTEN_OUT) {
            return Optional.empty();
        }
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return Optional.of(text.append(new String(rest, StandardCharsets.UTF_8)).toString());
    }

    /** @return the message's id; empty for a token that we did not make for unsubscribing */
    public Optional<String> unsubscribing(String token) {
        return signed(Purpose.UNSUBSCRIBE, token).or(() -> ofEarlierReleases(token));
    }

    /** @return the message's id; empty for a token that we did not make for counting opens */
    public Optional<String> opening(String token) {
        return signed(Purpose.OPEN, token);
    }

    /** @return the message's id; empty for a token that we did not make for its provider */
    public Optional<String> receiving(String token) {
        return signed(Purpose.RECEIPT, token);
    }

    /** @return empty for a token that we did not make for a link */
    public Optional<Click> clicking(String token) {
        if (SHORT_CODE.matcher(token).matches()) {
            return shortLinks == null
                    ? Optional.empty()
                    : shortLinks.find(token).flatMap(this::signed);
        }
        return signed(Purpose.CLICK, token).flatMap(text -> {
            int end = text.indexOf('\n');
            return end < 0 ? Optional.empty() : Optional.of(new Click(text.substring(0, end), text.substring(end + 1)));
        });
    }

    /** What is kept is believed only where it is what was signed. */
    private Optional<Click> signed(ShortLink link) {
        boolean ours = keys.stream()
                .map(key -> shortCode(key, link.messageId(), link.url()))
                .anyMatch(link.code()::equals);
        return ours ? Optional.of(new Click(link.messageId(), link.url())) : Optional.empty();
    }

    /** Where a link of ours leads, for who should not follow it as its recipient; empty where that cannot be read. */
    static Optional<String> target(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= HEAD_BYTES) {
            return Optional.empty();
        }
        return text(Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length))
                .filter(text -> text.indexOf('\n') >= 0)
                .map(text -> text.substring(text.indexOf('\n') + 1));
    }

    private Optional<String> signed(Purpose purpose, String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= HEAD_BYTES) {
            return Optional.empty();
        }
        byte[] signature = Arrays.copyOfRange(bytes, 1, HEAD_BYTES);
        byte[] content = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
        boolean ours = keys.stream()
                .filter(key -> key.id() == bytes[0])
                .anyMatch(key -> MessageDigest.isEqual(signature, sign(key, purpose, content)));
        return ours ? text(content) : Optional.empty();
    }

    /** Mails of earlier releases are in people's mailboxes for years: the signature, and the id written out. */
    private Optional<String> ofEarlierReleases(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
        String messageId = new String(bytes, SIGNATURE_BYTES, bytes.length - SIGNATURE_BYTES, StandardCharsets.UTF_8);
        byte[] signed = ("u:" + messageId).getBytes(StandardCharsets.UTF_8);
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(signature, sign(key, signed)))
                ? Optional.of(messageId)
                : Optional.empty();
    }

    private static byte[] decoded(String token) {
        if (token.length() > TOKEN_AT_MOST) {
            return new byte[0];
        }
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] sign(Key key, Purpose purpose, byte[] content) {
        byte[] signed = new byte[content.length + 2];
        signed[0] = (byte) purpose.letter.charAt(0);
        System.arraycopy(content, 0, signed, 2, content.length);
        return sign(key, signed);
    }

    private static byte[] sign(Key key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.secret());
            return Arrays.copyOf(mac.doFinal(signed), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
