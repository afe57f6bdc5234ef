// SPDX-License-Identifier: Apache-2.0
/** Picks a backend, keeps captures one at a time, and bounds those who take part. */
@NullMarked
package porthole.capture.internal.broker;

import org.jspecify.annotations.NullMarked;
