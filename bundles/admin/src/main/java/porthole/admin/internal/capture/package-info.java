// SPDX-License-Identifier: Apache-2.0
/** The way to the capture broker, and the routes that list and swap its backends. */
@NullMarked
package porthole.admin.internal.capture;

import org.jspecify.annotations.NullMarked;
