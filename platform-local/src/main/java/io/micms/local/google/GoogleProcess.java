package io.micms.local.google;

import java.util.concurrent.CountDownLatch;

/** {@link StandInGoogle} as a process of its own. */
public final class GoogleProcess {

    private GoogleProcess() {}

    /** @param args the port */
    public static void main(String[] args) throws InterruptedException {
        StandInGoogle google =
                StandInGoogle.start(Integer.parseInt(args[0]), StandInGoogle.CLIENT_ID, StandInGoogle.CLIENT_SECRET);
        Runtime.getRuntime().addShutdownHook(new Thread(google::close, "google-shutdown"));
        System.out.println("The stand-in for Google answers on " + google.issuer());
        new CountDownLatch(1).await();
    }
}
