/**
 * The worker: a classic script, bundled to a text and started from a Blob, behind the parts that
 * it can compute.
 */
import { serve } from './serve';

serve();
