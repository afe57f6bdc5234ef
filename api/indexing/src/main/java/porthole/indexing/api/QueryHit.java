// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

/**
 * A document that was found.
 *
 * @param score how well it fits, more is better; 0 where that is not asked for
 */
public record QueryHit(String id, float score) {}
