// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Duration;

/**
 * What the operator has set.
 *
 * @param backend the backend to try first, or empty for the one that ranks highest
 * @param deadline how long one capture may take in all
 */
public record Settings(String backend, Duration deadline) {}
