package io.micms.campaign.profiles;

/** Spreads customers evenly and for ever in the same way, whatever their ids are like. */
final class Samples {

    static final int SIZE = 10_000;

    private Samples() {}

    static int of(String id) {
        // The finalizer of MurmurHash3 (Appleby, 2011): each bit of the id's hash sways all bits of the result.
        long hash = id.hashCode() * 0x9E3779B97F4A7C15L;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) Long.remainderUnsigned(hash ^ (hash >>> 33), SIZE);
    }
}
