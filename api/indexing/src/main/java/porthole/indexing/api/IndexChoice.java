// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

/**
 * Why an index answers a query, or does not.
 *
 * @param index its name; of an index that the query would make, if there is none that answers it
 * @param reason for people
 */
public record IndexChoice(String index, String reason) {}
