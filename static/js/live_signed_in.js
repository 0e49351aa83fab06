// Tells the tab with the meeting that this person has signed in again.
import { SIGNED_IN_AGAIN } from "./live/sign_in.js";

localStorage.setItem(SIGNED_IN_AGAIN, String(Date.now()));
