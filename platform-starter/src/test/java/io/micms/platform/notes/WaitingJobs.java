package io.micms.platform.notes;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Jobs each of which waits until the others are at work as well: those that shared a thread would wait for ever. */
@Component
class WaitingJobs {

    private final CountDownLatch waiting = new CountDownLatch(3);

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void first() throws InterruptedException {
        waitForOthers();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void second() throws InterruptedException {
        waitForOthers();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void third() throws InterruptedException {
        waitForOthers();
    }

    private void waitForOthers() throws InterruptedException {
        waiting.countDown();
        waiting.await();
    }

    boolean haveMet() {
        return waiting.getCount() == 0;
    }
}
