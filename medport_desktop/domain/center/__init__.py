"""What only the transport center keeps: settings, handoffs, broadcasts, figures, the system's own facts."""
