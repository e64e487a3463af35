"""The agreement, the partners' answers, and whom to contact about which problem."""
