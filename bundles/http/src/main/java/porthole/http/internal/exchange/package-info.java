// SPDX-License-Identifier: Apache-2.0
/** One request and its answer: query string, body, compression, errors. */
@NullMarked
package porthole.http.internal.exchange;

import org.jspecify.annotations.NullMarked;
