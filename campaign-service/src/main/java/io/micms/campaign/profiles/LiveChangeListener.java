package io.micms.campaign.profiles;

import java.time.Duration;
import java.util.List;

/** Who is to know how changes of customers and orders get on, on their way into audiences, in order to stay out of it. */
public interface LiveChangeListener {

    /** Some have come and are being worked on. */
    void begun();

    /** @param took from each change, by the clock of the service that it comes from, until audiences show it; none if that failed */
    void ended(List<Duration> took);
}
