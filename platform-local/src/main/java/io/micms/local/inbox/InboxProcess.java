package io.micms.local.inbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@link Inbox} as a process of its own. */
public final class InboxProcess {

    private InboxProcess() {}

    /** @param args directory, SMTP port and HTTP port */
    public static void main(String[] args) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Reports reports = new Reports(
                environment.get("MICMS_PUBLIC_URL"),
                environment.get("MICMS_HOOK_SECRET"),
                environment.getOrDefault("SMS_AUTH_TOKEN", ""));
        Inbox inbox = Inbox.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), reports);
        Runtime.getRuntime().addShutdownHook(new Thread(inbox::close, "inbox-shutdown"));
        System.out.println("The inbox answers on " + inbox.url() + " and takes mail on port " + inbox.smtpPort());
        new CountDownLatch(1).await();
    }
}
