/** The entry of the page. */
import { createRoot } from "react-dom/client";
import { Dashboard } from "./Dashboard";
import { supervisingPersonas } from "./personas";
import "./dashboard.css";

const personas = await supervisingPersonas().catch(() => []);
createRoot(document.getElementById("dashboard")!).render(<Dashboard personas={personas} />);
