package io.micms.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.local.inbox.ReceivedMessage.Channel;
import io.micms.local.inbox.ReceivedMessages.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivedMessagesTest {

    private static final int KEPT = 10;

    @TempDir
    private Path directory;

    @Test
    void keepsTheLastInFilesThatDoNotGrowForEver() throws Exception {
        long mostBytes = 0;
        try (ReceivedMessages messages = ReceivedMessages.in(directory, KEPT)) {
            for (int i = 1; i <= 5 * KEPT; i++) {
                messages.add(ReceivedMessagesTest::mail);
                assertThat(messages.count()).isBetween(Math.min(i, KEPT), 2 * KEPT);
                assertThat(whole(messages)).isEqualTo(mails(i - messages.count() + 1, i));
                mostBytes = Math.max(mostBytes, bytes());
            }
            assertThat(mostBytes).isLessThan(2 * KEPT * 400L);
            assertThat(messages.find(mail(1).id())).isEmpty();
            assertThat(messages.find(mail(5 * KEPT).id())).contains(mail(5 * KEPT));
            messages.add(ReceivedMessagesTest::mail);
        }
        try (ReceivedMessages again = ReceivedMessages.in(directory, KEPT)) {
            assertThat(whole(again)).isEqualTo(mails(4 * KEPT + 1, 5 * KEPT + 1));
        }
    }

    /** Whoever reads a list reads each message when its turn comes, which may be too late. */
    @Test
    void whatWasGivenUpMeanwhileIsNotMistakenForAnother() {
        try (ReceivedMessages messages = ReceivedMessages.in(directory, KEPT)) {
            messages.add(ReceivedMessagesTest::mail);
            Kept beforeGivenUp = messages.newest(null, null, null, 1).getFirst();
            for (int i = 1; i <= 3 * KEPT; i++) {
                messages.add(ReceivedMessagesTest::mail);
            }
            Kept beforeCleared = messages.newest(null, null, null, 1).getFirst();
            messages.clear();
            messages.add(ReceivedMessagesTest::mail);

            assertThat(beforeGivenUp.whole().get()).isEmpty();
            assertThat(beforeCleared.whole().get()).isEmpty();
            assertThat(whole(messages)).containsExactly(mail(3 * KEPT + 2));
        }
    }

    @Test
    void aLineThatCannotBeReadHidesNoOther() throws Exception {
        try (ReceivedMessages messages = ReceivedMessages.in(directory, KEPT)) {
            messages.add(ReceivedMessagesTest::mail);
        }
        Path file = directory.resolve("messages.jsonl");
        Files.writeString(file, "{\"id\":\nnothing\n" + Files.readString(file));

        try (ReceivedMessages messages = ReceivedMessages.in(directory, KEPT)) {
            messages.add(ReceivedMessagesTest::mail);

            assertThat(whole(messages)).isEqualTo(mails(1, 2));
        }
    }

    private static ReceivedMessage mail(long number) {
        return new ReceivedMessage(
                ReceivedMessage.id(Channel.EMAIL, number),
                Channel.EMAIL,
                "news@shop.example",
                List.of("asha@example.com"),
                "Grüße " + number,
                "Hello",
                null,
                Map.of("X-Number", String.valueOf(number)),
                Instant.EPOCH.plusSeconds(number));
    }

    /** Newest first, as they are given. */
    private static List<ReceivedMessage> mails(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .map(number -> to + from - number)
                .mapToObj(ReceivedMessagesTest::mail)
                .toList();
    }

    private static List<ReceivedMessage> whole(ReceivedMessages messages) {
        return messages.newest(null, null, null, Integer.MAX_VALUE).stream()
                .map(message -> message.whole().get().orElseThrow())
                .toList();
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
