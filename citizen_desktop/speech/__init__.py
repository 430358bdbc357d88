"""Reading aloud: which programs of the system can speak, which voices they have, and what they are told to say. No Qt here."""
