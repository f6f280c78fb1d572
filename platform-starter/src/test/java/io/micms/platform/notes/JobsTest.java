package io.micms.platform.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.platform.testing.MiCmsTest;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

@MiCmsTest
class JobsTest {

    @Autowired
    WaitingJobs jobs;

    @Autowired
    Collection<ScheduledTaskHolder> scheduled;

    @Autowired
    @Qualifier("jobs")
    ThreadPoolTaskScheduler threads;

    @Test
    void aJobThatWaitsHoldsUpNoOther() {
        await().until(jobs::haveMet);
    }

    @Test
    void thereIsAThreadForEveryJob() {
        assertThat(threads.getScheduledThreadPoolExecutor().getCorePoolSize())
                .isEqualTo(scheduled.stream()
                        .mapToInt(some -> some.getScheduledTasks().size())
                        .sum());
    }
}
