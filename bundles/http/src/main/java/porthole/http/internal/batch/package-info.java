// SPDX-License-Identifier: Apache-2.0
/** Several commands at once. */
@NullMarked
package porthole.http.internal.batch;

import org.jspecify.annotations.NullMarked;
