package io.micms.campaign.campaigns;

/**
 * Who did something to a campaign.
 *
 * @param id of the person or the API client
 * @param name for people to read, as it was then
 */
public record Author(String id, String name) {}
