// The script of the live room's page.
import { Room } from "./live/room.js";

function start() {
  const place = document.querySelector("[data-live-room]");
  const given = document.getElementById("room-data");
  if (!place || !given) return;
  const data = JSON.parse(given.textContent);
  given.remove();
  new Room(place, data);
  navigator.serviceWorker?.register(data.worker).catch(() => {});
}

start();
