// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.time.Instant;

/**
 * What went wrong in an index.
 *
 * @param document its id, or empty when it was none that failed
 * @param action such as {@code Map} or {@code Reduce}
 */
public record IndexError(String document, String action, String message, Instant at) {}
