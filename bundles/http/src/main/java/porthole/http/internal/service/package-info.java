// SPDX-License-Identifier: Apache-2.0
/** The services of other bundles, which may come and go while requests are served. */
@NullMarked
package porthole.http.internal.service;

import org.jspecify.annotations.NullMarked;
