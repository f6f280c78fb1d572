package io.micms.local.launcher;

import java.time.Duration;

/** Hears how the start goes; called from several threads. */
interface Progress {

    Progress SILENT = new Progress() {
        @Override
        public void note(String line) {}

        @Override
        public void starting(Part part) {}

        @Override
        public void ready(Part part, Duration after) {}
    };

    void note(String line);

    void starting(Part part);

    void ready(Part part, Duration after);
}
